/** What an editor is to make of suppression comments: for each scope of a language, texts and what is coloured in them. */

const directive = 'keyword.control.directive.unblock';
const category = 'support.constant.category.unblock';
const dashes = 'punctuation.separator.reason.unblock';
const reason = 'string.unquoted.reason.unblock';

export interface DirectiveSample {
  readonly what: string;
  /** Scopes of the languages that the text is in. */
  readonly scopes: readonly string[];
  readonly text: string;
  readonly tokens: readonly (readonly [text: string, scope: string])[];
}

const scripts = ['source.js', 'source.js.jsx', 'source.ts', 'source.tsx'];
const markup = ['source.js', 'source.js.jsx', 'source.tsx'];

export const directiveSamples: readonly DirectiveSample[] = [
  {
    what: 'line comment with all parts',
    scopes: scripts,
    text: 'async () => {\n  // unblock-ignore-next-line file sleep -- start-up only\n  f();\n}',
    tokens: [
      ['unblock-ignore-next-line', directive],
      [' file sleep', category],
      ['--', dashes],
      ['start-up only', reason],
    ],
  },
  {
    what: 'comment behind code, without a space',
    scopes: scripts,
    text: 'f(); //unblock-ignore-line file,crypto --  why',
    tokens: [
      ['unblock-ignore-line', directive],
      [' file,crypto', category],
      ['--', dashes],
      ['why', reason],
    ],
  },
  {
    what: 'comment without a reason',
    scopes: scripts,
    text: '// unblock-ignore-file',
    tokens: [['unblock-ignore-file', directive]],
  },
  {
    what: 'block comments, on one line and on several',
    scopes: scripts,
    text: '/* unblock-ignore-line * -- why not */ f();\n/**\n * unblock-ignore-file -- in a block\n */',
    tokens: [
      ['unblock-ignore-line', directive],
      [' *', category],
      ['--', dashes],
      ['why not ', reason],
      ['unblock-ignore-file', directive],
      ['--', dashes],
      ['in a block', reason],
    ],
  },
  {
    what: 'documentation comments',
    scopes: scripts,
    text: '/** unblock-ignore-line file -- small */ f();\n/**\n *   a * unblock-ignore-file -- b\n */',
    tokens: [
      ['unblock-ignore-line', directive],
      [' file', category],
      ['--', dashes],
      ['small ', reason],
    ],
  },
  {
    what: 'comment among the children of JSX',
    scopes: markup,
    text: 'const a = (\n  <div>\n    {/* unblock-ignore-next-line file -- small */}\n    {read()}\n  </div>\n);',
    tokens: [
      ['unblock-ignore-next-line', directive],
      [' file', category],
      ['--', dashes],
      ['small ', reason],
    ],
  },
  {
    what: 'text that is no comment',
    scopes: scripts,
    text: "const a = '// unblock-ignore-line file -- x';\nconst b = `\n// unblock-ignore-file -- y\n`;\nc = /\\/* unblock-ignore-line/;",
    tokens: [],
  },
  {
    what: 'text of JSX',
    scopes: markup,
    text: 'const a = <p>// unblock-ignore-line file -- x</p>;',
    tokens: [],
  },
  {
    what: 'comments that only mention a directive',
    scopes: scripts,
    text: '// see unblock-ignore-line\n// unblock-ignore-lines\n// unblock-ignore file\n// a -- unblock-ignore-line',
    tokens: [],
  },
  {
    what: 'comments of Python',
    scopes: ['source.python'],
    text: 'async def f():\n    # unblock-ignore-next-line file -- small\n    g()  # unblock-ignore-line\n',
    tokens: [
      ['unblock-ignore-next-line', directive],
      [' file', category],
      ['--', dashes],
      ['small', reason],
      ['unblock-ignore-line', directive],
    ],
  },
  {
    what: 'text of Python that is no comment, or no directive',
    scopes: ['source.python'],
    text: "a = '# unblock-ignore-line file -- x'\n'''\n# unblock-ignore-file -- y\n'''\n# see unblock-ignore-line\n",
    tokens: [],
  },
];
