import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import wasm from 'vscode-oniguruma/release/onig.wasm';
import { directiveSamples } from '../helpers/directive-samples.ts';
import { createTokenizer, type GrammarSource, type Tokenizer } from '../helpers/tokenizer.ts';

interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
}

/** The grammars of every extension of this VS Code, ours among them. */
function installedGrammars(): readonly GrammarSource[] {
  return vscode.extensions.all.flatMap(({ extensionPath, packageJSON }) => {
    const { contributes } = packageJSON as { contributes?: { grammars?: readonly Contribution[] } };
    return (contributes?.grammars ?? []).map((grammar) => ({
      ...grammar,
      read: () => readFile(path.join(extensionPath, grammar.path), 'utf8'),
    }));
  });
}

describe('directives', () => {
  let tokenizer: Tokenizer;

  before(async () => {
    tokenizer = await createTokenizer(installedGrammars(), wasm);
  });

  for (const { what, scopes, text, tokens } of directiveSamples) {
    it(`are coloured by the grammars of this VS Code: ${what}`, async () => {
      for (const scope of scopes) assert.deepEqual(await tokenizer.ownTokens(scope, text), tokens, scope);
    });
  }
});
