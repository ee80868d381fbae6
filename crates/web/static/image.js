// A drawing as an image: the browser draws it where nobody sees it, and what it drew becomes a file. Nothing is fetched and nothing is sent.

/** An image has so many pixels for each unit of its drawing, so that it is sharp on paper too. */
const SHARPNESS = 2;

/** An SVG, drawn by the browser. */
async function drawn(svg) {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = address;
    });
    return image;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The bytes of a PNG. Fails where the browser gives out nothing of what it draws. */
export async function png(svg) {
  const image = await drawn(svg);
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SHARPNESS;
  canvas.height = image.naturalHeight * SHARPNESS;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const file = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  return new Uint8Array(await file.arrayBuffer());
}
