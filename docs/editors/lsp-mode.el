;; lsp-mode can run several servers in a buffer: `:add-on? t' puts this one next to clangd.
(require 'lsp-mode)
(add-to-list 'lsp-language-id-configuration '(c-mode . "c"))
(lsp-register-client
 (make-lsp-client
  :new-connection (lsp-stdio-connection '("uapi-language-server" "--stdio"))
  :activation-fn (lambda (file-name _mode) (string-suffix-p ".h" file-name))
  :add-on? t
  :priority -1
  :initialization-options '(:definition :json-false :outline :json-false)
  :server-id 'uapi))
