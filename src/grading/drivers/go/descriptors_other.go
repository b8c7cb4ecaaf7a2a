//go:build !linux && !darwin

package driver

import (
	"errors"
	"os"
)

func takeDescriptors() (input, output *os.File) {
	return os.NewFile(3, "requests"), os.NewFile(4, "replies")
}

func duplicate(from, to int) error {
	return errors.New("descriptors cannot be copied here")
}

func hidden(descriptor int) int {
	return descriptor
}

func adoptOrphans() {}

func limitResources(limits map[string]int64) {}
