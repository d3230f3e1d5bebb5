// The encoder of the build's own React, so that calls are written as a browser writes them.
declare module 'next/dist/compiled/react-server-dom-turbopack/client.node.js' {
  export function encodeReply(value: unknown): Promise<string | FormData>;
}
