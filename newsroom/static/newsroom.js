// Copying a release and its quotations, clean: the buttons are made here, because without a script there are none.
"use strict";

const release = document.querySelector(".release[data-copy]");

if (release && navigator.clipboard) {
  const { copy, copied, copyQuote, source } = release.dataset;
  const told = document.createElement("span");
  told.setAttribute("role", "status");

  const button = (label, text) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "plain";
    made.textContent = label;
    made.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text());
      made.after(told);
      told.textContent = copied;
      setTimeout(() => { told.textContent = ""; }, 4000);
    });
    return made;
  };

  // What is shown is what is copied; links for quotations are ours and no part of the text.
  const plain = (element) => {
    release.classList.add("copying");
    const text = element ? element.innerText.replace(/\u00ad/g, "").replace(/\n{3,}/g, "\n\n").trim() : "";
    release.classList.remove("copying");
    return text;
  };

  const whole = () => [".release h1", ".release .lead", ".release .body"]
    .map((place) => plain(document.querySelector(place))).filter(Boolean).join("\n\n");
  release.querySelector(".tools").append(button(copy, whole));

  for (const quotation of release.querySelectorAll("blockquote[id]")) {
    // A preview has no address that others may have.
    const page = document.querySelector("link[rel=canonical]")?.href;
    const address = page ? `\n${page}#${quotation.id}` : "";
    const text = () => `${plain(quotation)}\n\n– ${source}${address}`;
    quotation.nextElementSibling.append(button(copyQuote, text));
  }
}
