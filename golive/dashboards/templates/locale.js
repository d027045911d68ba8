/* In the POSIX locale a browser's own language is none that it knows itself; uPlot asks for it. */
try { new Intl.NumberFormat(navigator.language); } catch { Object.defineProperty(navigator, "language", { value: "en-US" }); }
