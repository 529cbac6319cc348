-- Neovim 0.7 to 0.10: put this file into your init.lua.
local client
vim.api.nvim_create_autocmd('FileType', {
  pattern = { 'c', 'cpp' },
  callback = function(args)
    local path = vim.api.nvim_buf_get_name(args.buf)
    if not path:match('%.h$') then
      return
    end
    client = client
      or vim.lsp.start_client({
        name = 'uapi',
        cmd = { 'uapi-language-server', '--stdio' },
        root_dir = vim.fn.fnamemodify(path, ':h'),
        settings = { uapi = { inlayHints = 'holes' } },
        on_exit = function()
          client = nil
        end,
      })
    vim.lsp.buf_attach_client(args.buf, client)
  end,
})
