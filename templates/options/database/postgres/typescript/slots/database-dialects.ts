if (/^postgres(ql)?:/.test(url)) return postgres(url)
