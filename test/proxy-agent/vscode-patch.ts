import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import {
  createHttpPatch,
  LogLevel,
  type ProxyAgentParams,
  type ResolveProxyWithRequest,
} from '@vscode/proxy-agent';

/** The patch while it is in place. */
export interface VsCodePatch {
  /** How many requests have gone through it. */
  readonly requests: () => number;
  readonly remove: () => void;
}

const silent = () => undefined;

/**
 * Does to this process's http and https what VS Code's extension host does to its own with `http.proxySupport` at its
 * default, `override`: a request to any host but localhost loses its caller's agent, and with it keep-alive and limits.
 * No proxy is configured.
 */
export function patchAsVsCode(): VsCodePatch {
  const params: ProxyAgentParams = {
    resolveProxy: () => Promise.resolve(undefined),
    getProxyURL: () => undefined,
    getProxySupport: () => 'override',
    isAdditionalFetchSupportEnabled: () => true,
    isWebSocketPatchEnabled: () => false,
    addCertificatesV1: () => false,
    addCertificatesV2: () => false,
    loadSystemCertificatesFromNode: () => false,
    loadAdditionalCertificates: () => Promise.resolve([]),
    log: { trace: silent, debug: silent, info: silent, warn: silent, error: silent },
    getLogLevel: () => LogLevel.Off,
    proxyResolveTelemetry: silent,
    isUseHostProxyEnabled: () => true,
    env: {},
  };
  let requests = 0;
  // The package's own resolver would come to the same and leave a timer of ten minutes behind.
  const resolveProxy: ResolveProxyWithRequest = (_flags, _request, _options, _url, callback) => {
    requests += 1;
    callback('DIRECT');
  };
  const originals = [http, https].map((module) => ({ module, request: module.request, get: module.get }));
  for (const module of [http, https])
    Object.assign(module, createHttpPatch(params, { ...module }, resolveProxy));
  syncBuiltinESMExports();
  return {
    requests: () => requests,
    remove: () => {
      for (const { module, request, get } of originals) Object.assign(module, { request, get });
      syncBuiltinESMExports();
    },
  };
}
