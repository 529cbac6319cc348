;; Emacs 29 and later has eglot; for 28 install it from GNU ELPA (Debian: elpa-eglot).
;; Eglot speaks to one server in a buffer: in a tree of uapi headers this one takes the place of clangd.
(require 'eglot)
(add-to-list 'eglot-server-programs
             '((c-mode c++-mode) . ("uapi-language-server" "--stdio")))
(setq-default eglot-workspace-configuration
              '(:uapi (:profile "recommended")))
;; For headers alone:
;; (add-hook 'c-mode-hook
;;           (lambda ()
;;             (when (string-suffix-p ".h" (or buffer-file-name ""))
;;               (eglot-ensure))))
