// Runs a Node.js function: takes events from the Runtime API and answers them.
import http from 'node:http';
import fs from 'node:fs';
import path from 'node:path';
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';

const env = process.env;
const taskRoot = env.LAMBDA_TASK_ROOT;
const runtimeMajor = Number.parseInt((env.AWS_EXECUTION_ENV ?? '').replace('AWS_Lambda_nodejs', ''), 10) || 22;
const jsonLogs = env.AWS_LAMBDA_LOG_FORMAT === 'JSON';

const slash = env.AWS_LAMBDA_RUNTIME_API.indexOf('/');
const authority = slash < 0 ? env.AWS_LAMBDA_RUNTIME_API : env.AWS_LAMBDA_RUNTIME_API.slice(0, slash);
const base = (slash < 0 ? '' : env.AWS_LAMBDA_RUNTIME_API.slice(slash)) + '/2018-06-01/runtime/';
const [hostname, port] = authority.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function call(method, target, body, headers) {
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, method, path: base + target, agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

function post(target, text, errorType) {
  const body = Buffer.from(text);
  const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
  if (errorType) {
    headers['Lambda-Runtime-Function-Error-Type'] = errorType.replace(/[^\x20-\x7e]/g, '?');
  }
  return call('POST', target, body, headers);
}

// ---- logs

let requestId;

/** Writes one log entry; carriage returns keep an entry of several lines together. Synchronous: pipes are. */
function writeEntry(text) {
  const bytes = Buffer.from(text.replace(/\n/g, '\r') + '\n');
  for (let at = 0; at < bytes.length; ) {
    try {
      at += fs.writeSync(1, bytes, at);
    } catch (e) {
      if (e.code !== 'EAGAIN') throw e;
    }
  }
}

function log(level, ...args) {
  if (jsonLogs) {
    const message = args.length === 1 && typeof args[0] === 'object' ? args[0] : format(...args);
    const entry = { timestamp: new Date().toISOString(), level, requestId, message };
    const error = args.find((arg) => arg instanceof Error);
    if (error) {
      Object.assign(entry, describe(error), { message: format(...args) });
    }
    writeEntry(JSON.stringify(entry));
  } else {
    writeEntry(`${new Date().toISOString()}\t${requestId ?? 'undefined'}\t${level}\t${format(...args)}`);
  }
}

console.log = (...args) => log('INFO', ...args);
console.info = (...args) => log('INFO', ...args);
console.warn = (...args) => log('WARN', ...args);
console.error = (...args) => log('ERROR', ...args);
console.debug = (...args) => log('DEBUG', ...args);
console.trace = (...args) => {
  const holder = { name: 'Trace', message: format(...args) };
  Error.captureStackTrace(holder, console.trace);
  log('TRACE', holder.stack);
};

// ---- errors

class LoadError extends Error {
  constructor(name, message, cause) {
    super(message);
    this.name = name;
    if (cause?.stack) {
      this.stack = `${name}: ${message}\n${String(cause.stack).split('\n').slice(1).join('\n')}`;
    }
  }
}

const isError = (value) =>
  value instanceof Error || (value !== null && typeof value === 'object' && 'stack' in value && 'message' in value);

function describe(error) {
  if (!isError(error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return {
    errorType: error.name ?? 'Error',
    errorMessage: error.message,
    trace: String(error.stack ?? '').split('\n'),
  };
}

function logError(title, error) {
  const { errorType, errorMessage, trace } = describe(error);
  const details = { errorType, errorMessage };
  if (isError(error)) {
    for (const key of Object.keys(error)) {
      if (key !== 'name' && key !== 'message' && key !== 'stack') details[key] = error[key];
    }
  }
  details.stack = trace;
  let text;
  try {
    text = JSON.stringify(details);
  } catch {
    text = JSON.stringify({ errorType, errorMessage, stack: trace });
  }
  if (jsonLogs) {
    log('ERROR', error);
  } else {
    writeEntry(`${new Date().toISOString()}\t${requestId ?? 'undefined'}\tERROR\t${title} \t${text}`);
  }
}

const errorHeader = (error) =>
  error instanceof LoadError ? error.name : `Function.${isError(error) ? error.name : 'Unknown'}`;

// ---- the function

async function loadHandler(name) {
  const match = /^(.*\/)?([^/]*)$/.exec(name);
  const folder = match[1] ?? '';
  const dot = match[2].indexOf('.');
  if (name.includes('..') || dot <= 0) {
    throw new LoadError('Runtime.MalformedHandlerName', name.includes('..')
      ? `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`
      : 'Bad handler');
  }
  const moduleName = match[2].slice(0, dot);
  const module = await loadModule(path.resolve(taskRoot, folder, moduleName), moduleName);
  let found = module;
  for (const part of match[2].slice(dot + 1).split('.')) {
    found = found?.[part] ?? (found === module ? found?.default?.[part] : undefined);
  }
  if (found === undefined || found === null) {
    throw new LoadError('Runtime.HandlerNotFound', `${moduleName}.${match[2].slice(dot + 1)} is undefined or not exported`);
  }
  if (typeof found !== 'function') {
    throw new LoadError('Runtime.HandlerNotFound', `${moduleName}.${match[2].slice(dot + 1)} is not a function`);
  }
  if (runtimeMajor >= 24 && found.length > 2) {
    throw new LoadError('Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. '
      + 'You need to modify this function to use a supported handler signature to use Node.js 24 or later.');
  }
  return found;
}

// ES modules do not look along NODE_PATH; AWS's SDK is found by import nevertheless, as on AWS. Only where there is one:
// the hook costs a thread.
function letModulesImportTheSdk() {
  const folders = (env.NODE_PATH ?? '').split(':').filter(Boolean);
  if (!register || !folders.some((folder) => fs.existsSync(path.join(folder, '@aws-sdk')))) return;
  register('data:text/javascript,' + encodeURIComponent(`
    import { createRequire } from 'node:module';
    import { pathToFileURL } from 'node:url';
    const require = createRequire('file:///var/runtime/');
    const folders = ${JSON.stringify(folders)};
    export async function resolve(specifier, context, next) {
      try {
        return await next(specifier, context);
      } catch (e) {
        if (e.code !== 'ERR_MODULE_NOT_FOUND' || !/^@(aws-sdk|smithy|aws-crypto)\\//.test(specifier)) throw e;
        return next(pathToFileURL(require.resolve(specifier, { paths: folders })).href, context);
      }
    }`));
}

async function loadModule(file, name) {
  const require = createRequire(path.join(taskRoot, 'index.js'));
  try {
    if (fs.existsSync(file + '.mjs')) {
      letModulesImportTheSdk();
      return await import(pathToFileURL(file + '.mjs').href);
    }
    if (fs.existsSync(file + '.js')) {
      try {
        return require(file + '.js');
      } catch (e) {
        if (e.code !== 'ERR_REQUIRE_ESM' && e.code !== 'ERR_REQUIRE_ASYNC_MODULE') throw e;
        letModulesImportTheSdk();
        return await import(pathToFileURL(file + '.js').href);
      }
    }
    for (const candidate of [file, file + '.cjs']) {
      if (fs.existsSync(candidate)) return require(candidate);
    }
    throw Object.assign(new Error(`Cannot find module '${name}'\nRequire stack:\n- ${env.LAMBDA_RUNTIME_DIR}/index.mjs`),
      { code: 'MODULE_NOT_FOUND' });
  } catch (e) {
    if (e instanceof SyntaxError) {
      throw new LoadError('Runtime.UserCodeSyntaxError', `SyntaxError: ${e.message}`, e);
    }
    if (e?.code === 'MODULE_NOT_FOUND' || e?.code === 'ERR_MODULE_NOT_FOUND') {
      throw new LoadError('Runtime.ImportModuleError', `Error: ${e.message}`, e);
    }
    throw e;
  }
}

function contextOf(headers, settle) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const client = headers['lambda-runtime-client-context'];
  const identity = headers['lambda-runtime-cognito-identity'];
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: client ? JSON.parse(Buffer.from(client, 'latin1').toString()) : undefined,
    identity: identity ? JSON.parse(identity) : undefined,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    tenantId: undefined,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  if (runtimeMajor < 24) {
    context.succeed = (result) => settle(undefined, result, true);
    context.fail = (error) => settle(error ?? 'handled', undefined, true);
    context.done = (error, result) => settle(error, result, true);
  } else {
    delete context.callbackWaitsForEmptyEventLoop;
  }
  return context;
}

/** Handlers are called as a method of this, which is what AWS's stack traces say. */
class Runtime {
  constructor(handler) {
    this.handler = handler;
  }
}

/** Runs the handler once; the promise is settled when the answer is to be sent. */
function invoke(runtime, event, headers) {
  return new Promise((resolve, reject) => {
    let settled = false;
    const end = (error, result) => {
      if (settled) return;
      settled = true;
      pending = undefined;
      if (error !== undefined && error !== null) reject(error);
      else resolve(result);
    };
    let context;
    const settle = (error, result, now) => {
      if (settled) return;
      if (now || !context.callbackWaitsForEmptyEventLoop || (error !== undefined && error !== null)) {
        end(error, result);
      } else {
        // Sent when nothing else is left to do.
        pending ??= () => end(undefined, result);
      }
    };
    context = contextOf(headers, settle);
    abandoned = () => end(undefined, null);
    let returned;
    try {
      returned = runtime.handler(event, context, (error, result) => settle(error, result, false));
    } catch (e) {
      end(e);
      return;
    }
    if (returned !== null && typeof returned?.then === 'function') {
      returned.then((result) => end(undefined, result), (error) => end(error ?? new Error('undefined')));
    } else if (runtimeMajor >= 24) {
      end(undefined, returned);
    }
  });
}

let pending;
let abandoned;

// The event loop has run empty: a callback's result is due, or the handler will never answer.
process.on('beforeExit', () => {
  if (pending) {
    pending();
  } else if (abandoned) {
    abandoned();
  }
});

async function dieOf(title, error) {
  logError(title, error);
  const { errorType, errorMessage, trace } = describe(error);
  const target = requestId ? `invocation/${requestId}/error` : 'init/error';
  try {
    const fresh = await post(target, JSON.stringify({ errorType, errorMessage, trace }), errorHeader(error));
    void fresh;
  } finally {
    process.exit(129);
  }
}

process.on('uncaughtException', (error) => {
  void dieOf('Uncaught Exception', error);
});
process.on('unhandledRejection', (reason) => {
  const error = new LoadError('Runtime.UnhandledPromiseRejection', String(isError(reason) ? `${reason.name}: ${reason.message}` : reason), reason);
  error.reason = reason;
  void dieOf('Unhandled Promise Rejection', error);
});

async function run(runtime) {
  for (;;) {
    const next = await call('GET', 'invocation/next');
    if (next.status !== 200) {
      process.exit(1);
    }
    requestId = next.headers['lambda-runtime-aws-request-id'];
    env._X_AMZN_TRACE_ID = next.headers['lambda-runtime-trace-id'] ?? '';
    let answer;
    let error;
    let failed = false;
    try {
      const result = await invoke(runtime, JSON.parse(next.body.toString()), next.headers);
      try {
        answer = JSON.stringify(result === undefined ? null : result) ?? 'null';
      } catch (e) {
        throw new LoadError('Runtime.MarshalError', `Unable to stringify response body: ${e.message}`, e);
      }
    } catch (e) {
      failed = true;
      error = e;
    }
    abandoned = undefined;
    pending = undefined;
    if (failed) {
      logError('Invoke Error', error);
      await post(`invocation/${requestId}/error`, JSON.stringify(describe(error)), errorHeader(error));
    } else {
      await post(`invocation/${requestId}/response`, answer);
    }
  }
}

let handler;
try {
  handler = await loadHandler(env._HANDLER ?? '');
} catch (e) {
  await dieOf('Uncaught Exception', e);
}
void run(new Runtime(handler));
