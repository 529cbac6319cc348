-- Run by neovim.test.ts inside Neovim, on a buffer that the configuration of docs/editors/ has attached.
local function within(message, condition)
  assert(vim.wait(20000, condition, 20), message)
end
local function say(...)
  io.stdout:write(string.format(...) .. '\n')
end
local ok, err = xpcall(function()
  local buf = vim.api.nvim_get_current_buf()
  local client
  within('no client', function()
    for _, each in pairs(vim.lsp.get_active_clients()) do
      client = each
    end
    return client ~= nil and client.initialized
  end)
  local function coded(code)
    for _, each in ipairs(vim.diagnostic.get(buf)) do
      if each.code == code or (each.user_data and each.user_data.lsp.code == code) then
        return each
      end
    end
  end
  within('no diagnostics', function()
    return coded('types/long-member')
  end)
  local found = coded('types/long-member')
  say('DIAGNOSTIC line %d column %d', found.lnum, found.col)

  vim.api.nvim_win_set_cursor(0, { 7, 7 })
  vim.lsp.buf.hover()
  local float
  within('no floating window', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        float = window
      end
    end
    return float ~= nil
  end)
  say('HOVER %s', table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float), 0, -1, false), ' | '))

  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {} }
  local answer = client.request_sync('textDocument/codeAction', params, 20000, buf)
  local action
  for _, each in ipairs(answer.result) do
    if each.title:match('^Accept types/long%-member') then
      action = each
    end
  end
  assert(action, 'no code action')
  if not action.edit then
    action = client.request_sync('codeAction/resolve', action, 20000, buf).result
  end
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  say('ACTION %s', vim.api.nvim_buf_get_lines(buf, 6, 7, false)[1])
  vim.cmd('undo')

  vim.api.nvim_buf_set_lines(buf, 6, 7, false, { '\t__s64 total;' })
  within('the edit did not clear the diagnostic', function()
    return not coded('types/long-member')
  end)
  say('CLEARED')
  client.stop()
  within('the server did not end', function()
    return client.is_stopped()
  end)
  say('STOPPED')
end, debug.traceback)
if not ok then
  say('FAIL %s', tostring(err))
  vim.cmd('cquit 1')
end
vim.cmd('qall!')
