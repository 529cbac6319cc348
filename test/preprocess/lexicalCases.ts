/** Hard cases of the translation phases before preprocessing (C11 5.1.1.2): splices, spellings, white space. */
import { type HardCase, hard } from './hardCase.js';

export const lexicalCases: readonly HardCase[] = [
  hard(
    'line splices in names, numbers, strings and directives',
    '#def\\',
    'ine long\\',
    'name 12\\',
    '34',
    'long\\',
    'name "ab\\',
    'cd" x\\',
    '+\\',
    '+ y',
  ),
  hard('a splice before the end of the file and in comments', 'a /\\', '* c *\\', '/ b // d \\', 'e', 'f'),
  hard('digraphs', '%:define d(a,b) a%:%:b', '%:define t(x) %:x', 'd(x,y) <: :> <% %> t(<:) %: %:%:', 'a<::>b'),
  hard(
    'digraph spelling in strings and pasting',
    '#define s(x) #x',
    '#define p(a,b) a##b',
    's(<: %:) p(<,:) p(%,:) p(%:,%:)',
  ),
  hard('pp-numbers take more than numbers', '1.2.3 0x1p+3 1e+5 1e5+3 0b12 1_000 .5.6 ..5 1..2 08 0xe+1 1x+2 12abc'),
  hard(
    'longest match of punctuators',
    'a+++++b a---b a<<=b a>>=b a...b a..b a->b a-->b a&&&b a|||b a===b a!==b a%:b a<:b',
  ),
  hard('characters that start no token', 'a @ b ` c \\ d'),
  hard('prefixes of strings and characters', `L"a" u"b" U"c" u8"d" L'e' u'f' U'g' u8 L x"y" u8L"z"`),
  hard('escapes in strings and characters', `"\\"" '\\'' "\\\\" '\\\\' "a\\\nb" "?" '"' "'"`),
  hard('UTF-8 and universal character names', '#define größe 5', 'größe größer 漢字 \\u00e9t\\u00e9 "ü" \'ü\' 𝔘x'),
  hard('dollar in names', '#define a$b 1', 'a$b $ $x a$'),
  hard('carriage returns', '#define a 1 \\\r', ' + 2\r', 'a\r', '/* x\r', ' */ b\r'),
  hard('form feeds and vertical tabs are white space', 'a\fb\vc', '#define\td\t5', 'd'),
  { title: 'no newline at the end', text: '#define a 1\na' },
  { title: 'empty file', text: '' },
  { title: 'only a comment', text: '/* nothing */' },
];
