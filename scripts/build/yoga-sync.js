// Ink's layout engine, made ready while its module is evaluated: the package awaits its WebAssembly
// at the top level, which a CommonJS bundle cannot do, and Node can compile it at once.
// The build resolves the two `yoga:` names (see ink-plugin.ts).
import createModule, { wasmBase64 } from 'yoga:binary'
import wrapAssembly from 'yoga:wrap'

const lib = {
  instantiateWasm(imports, receive) {
    const module = new WebAssembly.Module(Buffer.from(wasmBase64, 'base64'))
    const instance = new WebAssembly.Instance(module, imports)
    receive(instance)
    return instance.exports
  },
}
createModule(lib)

export default wrapAssembly(lib)
export * from 'yoga:enums'
