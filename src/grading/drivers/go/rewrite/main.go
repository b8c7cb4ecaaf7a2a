// Command rewrite makes a package's steps visible: before each statement, and between what a statement reads
// and what it writes, it yields its turn. Lines stay what they are. Go 1.19 and later; standard library alone.
package main

import (
	"fmt"
	"os"
)

func main() {
	files := os.Args[1:]
	// Statements as a whole, where one that is split would not compile.
	isWhole := len(files) > 0 && files[0] == "-whole"
	if isWhole {
		files = files[1:]
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err == nil {
			text, err = rewritten(file, text, isWhole)
		}
		if err == nil {
			err = os.WriteFile(file, text, 0o644)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
