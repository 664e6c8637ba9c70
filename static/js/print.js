// The print view opens the print dialogue by itself; without script the browser's menu does the same.
window.addEventListener("load", () => window.print());
