-- Neovim 0.11 and later: put this file into your init.lua, or into lsp/uapi.lua without the first and the last line.
vim.lsp.config('uapi', {
  cmd = { 'uapi-language-server', '--stdio' },
  filetypes = { 'c', 'cpp' },
  root_markers = { '.uapi.json', 'Kbuild', '.git' },
  settings = {
    uapi = {
      inlayHints = 'holes',
      -- Next to clangd: leave these to it.
      definition = false,
      outline = false,
    },
  },
})
vim.lsp.enable('uapi')
