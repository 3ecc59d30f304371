// The parts of undici that send requests. All of it has fetch, WebSocket and mocks too, which every run would load and wait for.

declare module 'undici/lib/dispatcher/agent.js' {
  export { Agent as default } from 'undici';
}

declare module 'undici/lib/dispatcher/pool.js' {
  export { Pool as default } from 'undici';
}
