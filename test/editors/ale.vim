" Run by vim.test.ts inside Vim with ALE; the configuration of docs/editors/ was sourced before the header was opened.
function! s:Say(text) abort
  call writefile([a:text], $UAPI_REPORT, 'a')
endfunction

function! s:Within(message, Condition) abort
  for l:i in range(400)
    if a:Condition()
      return
    endif
    sleep 50m
  endfor
  call s:Say('FAIL ' . a:message)
  cquit
endfunction

function! s:LongMember() abort
  return filter(copy(ale#engine#GetLoclist(bufnr(''))), {_, each -> get(each, 'code', '') is# 'types/long-member'})
endfunction

try
  call s:Within('no diagnostics', {-> !empty(s:LongMember())})
  call s:Say('DIAGNOSTIC line ' . s:LongMember()[0].lnum)

  call cursor(7, 8)
  let s:echoed = ''
  let g:ale_hover_to_preview = 1
  ALEHover
  call s:Within('no hover', {-> bufwinnr('ALEPreviewWindow') > 0 || len(tabpagebuflist()) > 1})
  wincmd p
  let s:lines = []
  windo if &previewwindow || &filetype is# 'ale-preview.message' || bufname('') =~# 'ALE' | let s:lines = getline(1, '$') | endif
  call s:Say('HOVER ' . join(s:lines, ' | '))
  pclose!
  exe bufwinnr('sample.h') . 'wincmd w'

  call setline(7, "\t__s64 total;")
  ALELint
  call s:Within('the edit did not clear the diagnostic', {-> empty(s:LongMember())})
  call s:Say('CLEARED')
  ALEStopAllLSPs
  call s:Say('STOPPED')
  qall!
catch
  call s:Say('FAIL ' . v:exception . ' at ' . v:throwpoint)
  cquit
endtry
