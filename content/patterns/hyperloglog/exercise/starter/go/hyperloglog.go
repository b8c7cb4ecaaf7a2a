// {{contract}}

package hyperloglog

import "errors"

// ErrIncompatibleEstimator tells that estimators of different precision were to be merged.
var ErrIncompatibleEstimator = errors.New("the estimators differ in precision")

// HyperLogLogOptions says how an estimator is made. A field that is zero takes its default.
type HyperLogLogOptions struct {
	Precision int
	Hash      func(string) uint32
}

type HyperLogLog struct {
	hash func(string) uint32
	// TODO: the registers.
}

func NewHyperLogLog(options HyperLogLogOptions) *HyperLogLog {
	// TODO: make the registers, with the default precision where it is not given.
	return &HyperLogLog{hash: options.Hash}
}

// Add notes the key.
func (h *HyperLogLog) Add(key string) {
	panic("Add is yours to write")
}

// AddAll notes every key of the list.
func (h *HyperLogLog) AddAll(keys []string) {
	panic("AddAll is yours to write")
}

// Count returns about how many different keys have come.
func (h *HyperLogLog) Count() int {
	panic("Count is yours to write")
}

// Registers returns how many registers there are.
func (h *HyperLogLog) Registers() int {
	panic("Registers is yours to write")
}

// Merge notes whatever the other estimator has noted, or returns ErrIncompatibleEstimator.
func (h *HyperLogLog) Merge(other *HyperLogLog) error {
	panic("Merge is yours to write")
}
