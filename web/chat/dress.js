/**
 * Adds a style sheet to the page; comes back once it is there, since what it dresses would be shown bare before.
 * @param {URL} sheet
 */
export async function dress({ href }) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.querySelector(`link[href="${href}"]`)?.remove(); // of a try that failed
  const loaded = new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => reject(new Error(`no style sheet ${href}`));
  });
  document.head.append(link);
  await loaded;
}
