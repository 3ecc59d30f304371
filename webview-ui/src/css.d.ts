// Style sheets are bundled as text (scripts/buildWebview.mjs), for the shadow root that needs them.
declare module '*.css' {
  const text: string;
  export default text;
}
