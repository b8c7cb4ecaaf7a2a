// {{contract}}

package lwwregister

// LwwRegisterOptions says how a register is made.
type LwwRegisterOptions struct {
	Replica string
	Clock   func() int64
}

type LwwRegister struct {
	replica string
	clock   func() int64
	// TODO: whatever the register must remember between calls.
}

func NewLwwRegister(options LwwRegisterOptions) *LwwRegister {
	return &LwwRegister{replica: options.Replica, clock: options.Clock}
}

// Set writes the value, and returns the stamp of the write.
func (r *LwwRegister) Set(value string) int64 {
	panic("Set is yours to write")
}

// Clear takes the value away, and returns the stamp of this write.
func (r *LwwRegister) Clear() int64 {
	panic("Clear is yours to write")
}

// Get returns the value of the latest write; false when there is none.
func (r *LwwRegister) Get() (string, bool) {
	panic("Get is yours to write")
}

// WrittenAt returns the stamp of the latest write; false before the first.
func (r *LwwRegister) WrittenAt() (int64, bool) {
	panic("WrittenAt is yours to write")
}

// WrittenBy returns the replica of the latest write; false before the first.
func (r *LwwRegister) WrittenBy() (string, bool) {
	panic("WrittenBy is yours to write")
}

// Merge takes in what the other replica knows at this moment.
func (r *LwwRegister) Merge(other *LwwRegister) {
	panic("Merge is yours to write")
}
