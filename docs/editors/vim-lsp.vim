" Vim with vim-lsp (https://github.com/prabirshrestha/vim-lsp).
if executable('uapi-language-server')
  augroup uapi_language_server
    autocmd!
    autocmd User lsp_setup call lsp#register_server({
      \ 'name': 'uapi',
      \ 'cmd': {server_info -> ['uapi-language-server', '--stdio']},
      \ 'allowlist': ['c', 'cpp'],
      \ 'initialization_options': {'outline': v:false, 'definition': v:false},
      \ })
  augroup END
endif
