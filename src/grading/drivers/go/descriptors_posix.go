//go:build linux || darwin

package driver

import (
	"os"
	"syscall"
)

// takeDescriptors moves 3 and 4 elsewhere, and leaves nothing behind there.
func takeDescriptors() (input, output *os.File) {
	input = os.NewFile(uintptr(hidden(3)), "requests")
	output = os.NewFile(uintptr(hidden(4)), "replies")
	if sink, err := os.OpenFile(os.DevNull, os.O_RDWR, 0); err == nil {
		duplicate(int(sink.Fd()), 3)
		duplicate(int(sink.Fd()), 4)
		sink.Close()
	}
	return input, output
}

// hidden is a copy of the descriptor that no child of ours inherits.
func hidden(descriptor int) int {
	copied, err := syscall.Dup(descriptor)
	if err != nil {
		return descriptor
	}
	syscall.CloseOnExec(copied)
	return copied
}

// limitResources sets what the harness asks for, as far as the system lets us.
func limitResources(limits map[string]int64) {
	kinds := map[string]int{"RLIMIT_AS": syscall.RLIMIT_AS, "RLIMIT_CORE": syscall.RLIMIT_CORE}
	for name, value := range limits {
		kind, known := kinds[name]
		var limit syscall.Rlimit
		if !known || syscall.Getrlimit(kind, &limit) != nil {
			continue
		}
		if uint64(value) < uint64(limit.Max) {
			limit.Cur = uint64(value)
		} else {
			limit.Cur = limit.Max
		}
		syscall.Setrlimit(kind, &limit)
	}
}
