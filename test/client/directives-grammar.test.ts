import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { directiveSamples } from '../helpers/directive-samples.ts';
import { createTokenizer, type GrammarSource, type Tokenizer } from '../helpers/tokenizer.ts';
import { readManifest } from '../package/manifest-file.ts';

const root = path.join(import.meta.dirname, '..', '..');

/** The grammars of the languages, as VS Code has them. */
const languageGrammars: Readonly<Record<string, string>> = {
  'source.js': 'javascript',
  'source.js.jsx': 'jsx',
  'source.ts': 'typescript',
  'source.tsx': 'tsx',
  'source.python': 'python',
};

describe('syntaxes: directives', () => {
  let tokenizer: Tokenizer;

  before(async () => {
    const { grammars } = (await readManifest()).contributes;
    const own = grammars.map((grammar): GrammarSource => ({
      ...grammar,
      read: () => readFile(path.join(root, grammar.path), 'utf8'),
    }));
    const others = Object.entries(languageGrammars).map(([scopeName, name]): GrammarSource => ({
      scopeName,
      read: () => readFile(require.resolve(`tm-grammars/grammars/${name}.json`), 'utf8'),
    }));
    const wasm = await readFile(require.resolve('vscode-oniguruma/release/onig.wasm'));
    tokenizer = await createTokenizer([...own, ...others], wasm);
  });

  for (const { what, scopes, text, tokens } of directiveSamples) {
    for (const scope of scopes) {
      it(`${tokens.length > 0 ? 'colours' : 'leaves alone'}, in ${scope}: ${what}`, async () => {
        assert.deepEqual(await tokenizer.ownTokens(scope, text), tokens);
      });
    }
  }

  it('takes no longer than the line is long', async () => {
    await tokenizer.ownTokens('source.ts', '// unblock-ignore-line');
    const started = process.cpuUsage();
    await tokenizer.ownTokens('source.ts', `// unblock-ignore-line ${'a, '.repeat(20_000)}`);
    await tokenizer.ownTokens('source.ts', `// ${' *'.repeat(20_000)}`);
    // Of the processor, which others may keep busy too. Growth with the square of the length would take far longer.
    const { user, system } = process.cpuUsage(started);
    assert.ok(user + system < 2_000_000);
  });
});
