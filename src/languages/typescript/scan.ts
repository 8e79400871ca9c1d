/** The modules that a text names in imports, exports, `require` and import types, read without parsing. */
export function scanImports(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(specifier)) found.add(match[2] ?? '');
  return [...found];
}

/*
 * Comments and strings that look like imports are taken along: a file too many is parsed then, none is missed. A
 * specifier has no blanks, which keeps ordinary sentences out.
 */
const specifier = /\b(?:from|import|require|rewire|proxyquire|esmock)\s*\(?\s*(["'`])([^"'`\s]+)\1/g;

/** Whether a text uses a library that puts stubs in the place of functions, or is a test that may assign them itself. */
export function mayStub(text: string): boolean {
  return stubbing.test(text) || (tests.test(text) && assignment.test(text));
}

const stubbing =
  /(?<![\w$])(?:sinon|sandbox|stub|spy|spyOn|mock\w*|jest|vi|td|testdouble|quibble|proxyquire|esmock|rewire|rewiremock|mockery|SandboxedModule)(?![\w$])/;

const tests = /(?<![\w$.])(?:describe|it|test|suite|before|beforeEach|beforeAll|setup)(?:\.\w+)?\s*\(/;

const assignment = /[\w$)]\.[\w$]+\s*=(?![=>])|\bObject\.(?:assign|defineProperty)\b/;

/** Whether a text has tests. */
export function hasTests(text: string): boolean {
  return tests.test(text);
}
