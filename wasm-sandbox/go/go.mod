module plumbline.dev/wasm-sandbox

go 1.24.0
