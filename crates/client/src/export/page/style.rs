//! How the page looks: as the app does, on screens in light and dark and on paper.

/// The whole style of the page.
pub const STYLE: &str = "\
:root { color-scheme: light dark; --paper: #faf6ef; --surface: #fffdf9; --line: #e2d8c8; --ink: #25221d; --soft: #5f584d; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16171a; --surface: #1e2024; --line: #34363c; --ink: #f0ece4; --soft: #b6b0a4; }
}
html { background: var(--paper); color: var(--ink); font: 106.25%/1.5 \"Atkinson Hyperlegible Next\", system-ui, sans-serif; }
body { margin: 0; overflow-wrap: break-word; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1, h2 { font-family: Fraunces, Georgia, serif; font-weight: 500; line-height: 1.2; }
h1 { font-size: 1.8rem; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .8rem; }
h3 { font-size: 1rem; margin: 0; }
h4 { font-size: .88rem; font-weight: 600; color: var(--soft); margin: .9rem 0 0; }
p { margin: .2rem 0; }
ul { list-style: none; margin: 0; padding: 0; }
li { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: .8rem 1.1rem; margin: 0 0 .7rem; }
.name { font-weight: 600; }
.said { white-space: pre-wrap; }
.note, .small { color: var(--soft); }
.small { font-size: .88rem; }
@media print {
  :root { --paper: #fff; --surface: #fff; --line: #999; --ink: #000; --soft: #333; }
  html { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  li { border-width: 0 0 1px; border-radius: 0; padding: .5rem 0; break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
}
";

/// What the page may do: show this one style, and nothing else.
pub const POLICY: &str = "default-src 'none'; style-src 'sha256-BJU+B5bKx2mbbLHxWI9EIa94RnB8fIsNnP7nqNNxV58='; base-uri 'none'; form-action 'none'";
