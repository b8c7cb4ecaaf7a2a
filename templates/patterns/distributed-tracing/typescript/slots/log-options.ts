mixin: traceFields,
