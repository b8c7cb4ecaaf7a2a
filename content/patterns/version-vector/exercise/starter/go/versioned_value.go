// {{contract}}

package versionedvalue

// VersionedValueOptions says how a replica is made.
type VersionedValueOptions struct {
	Node string
}

type VersionedValue struct {
	node string
	// TODO: the versions, and what was seen.
}

func NewVersionedValue(options VersionedValueOptions) *VersionedValue {
	return &VersionedValue{node: options.Node}
}

// Put replaces the versions that the context covers, and adds the value as one.
func (v *VersionedValue) Put(value string, context map[string]int64) {
	panic("Put is yours to write")
}

// Values returns the values of all versions, sorted.
func (v *VersionedValue) Values() []string {
	panic("Values is yours to write")
}

// Context returns how many writes of each replica were seen.
func (v *VersionedValue) Context() map[string]int64 {
	panic("Context is yours to write")
}

// Merge takes over what the other replica knows.
func (v *VersionedValue) Merge(other *VersionedValue) {
	panic("Merge is yours to write")
}
