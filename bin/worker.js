'use strict'

// Where workers start, threads and processes. Reads code caches and leaves writing them to whoever started them.
const path = require('node:path')
const { loadProgram } = require('./loader.js')

const program = loadProgram(path.join(__dirname, '..', 'dist'), { save: false })
if (program) program.work(process.argv[2])
