jobs: JobRow
