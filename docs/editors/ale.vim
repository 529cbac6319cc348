" Vim 8 with ALE (Debian: vim-ale): put this file into ~/.vim/ale_linters/c/uapi.vim, or source it from your vimrc.
call ale#linter#Define('c', {
\   'name': 'uapi',
\   'lsp': 'stdio',
\   'executable': 'uapi-language-server',
\   'command': '%e --stdio',
\   'project_root': {buffer -> fnamemodify(bufname(buffer), ':p:h')},
\   'initialization_options': {'profile': 'recommended'},
\})
let g:ale_linters = extend(get(g:, 'ale_linters', {}), {'c': ['uapi'], 'cpp': ['uapi']})
let g:ale_linter_aliases = extend(get(g:, 'ale_linter_aliases', {}), {'cpp': 'c'})
