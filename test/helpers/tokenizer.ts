import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

/** A grammar as an extension contributes it. */
export interface GrammarSource {
  readonly scopeName: string;
  /** Scopes of the grammars that it is injected into. */
  readonly injectTo?: readonly string[];
  /** Its text, in JSON. */
  readonly read: () => Promise<string>;
}

/** A stretch of text with its innermost scope. */
export type Token = readonly [text: string, scope: string];

/** Gives the scopes of texts, as an editor sees them. */
export interface Tokenizer {
  /** The stretches of a text that have one of our scopes; `rootScope` is that of its language. */
  ownTokens(rootScope: string, text: string): Promise<readonly Token[]>;
}

/**
 * Puts together the TextMate engine of VS Code.
 *
 * @param wasm - The regular expression engine: the file onig.wasm of vscode-
 */
export async function createTokenizer(
  grammars: readonly GrammarSource[],
  wasm: Uint8Array,
): Promise<Tokenizer> {
  await loadWASM(wasm);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: async (scopeName) => {
      const source = grammars.find((grammar) => grammar.scopeName === scopeName);
      return source === undefined ? null : parseRawGrammar(await source.read(), 'grammar.json');
    },
    getInjections: (scopeName) =>
      grammars.filter(({ injectTo }) => injectTo?.includes(scopeName)).map((grammar) => grammar.scopeName),
  });
  return {
    async ownTokens(rootScope, text) {
      const grammar = await registry.loadGrammar(rootScope);
      if (grammar === null) throw new Error(`there is no grammar ${rootScope}`);
      let state = INITIAL;
      const tokens: Token[] = [];
      for (const line of text.split('\n')) {
        const { tokens: found, ruleStack } = grammar.tokenizeLine(line, state);
        state = ruleStack;
        for (const { startIndex, endIndex, scopes } of found) {
          const scope = scopes.at(-1) ?? '';
          if (scope.endsWith('.unblock')) tokens.push([line.slice(startIndex, endIndex), scope]);
        }
      }
      return tokens;
    },
  };
}
