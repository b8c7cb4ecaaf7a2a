// {{contract}}

package deduplicator

// DeduplicatorOptions says how a deduplicator is made. A field that is zero takes its default.
type DeduplicatorOptions struct {
	Capacity int
	WindowMs int64
	Clock    func() int64
}

type Deduplicator struct {
	clock func() int64
	// TODO: whatever must be remembered between calls.
}

func NewDeduplicator(options DeduplicatorOptions) *Deduplicator {
	// TODO: keep the options, with their defaults.
	return &Deduplicator{clock: options.Clock}
}

// Seen returns true if the id is remembered; else it records it and returns false.
func (d *Deduplicator) Seen(id string) bool {
	panic("Seen is yours to write")
}

// Remembers tells whether the id is remembered. It records nothing.
func (d *Deduplicator) Remembers(id string) bool {
	panic("Remembers is yours to write")
}

// Forget takes the id out, and tells whether it was remembered.
func (d *Deduplicator) Forget(id string) bool {
	panic("Forget is yours to write")
}

// Size returns how many ids are remembered.
func (d *Deduplicator) Size() int {
	panic("Size is yours to write")
}

// Ids returns the ids that are remembered, the one that was recorded first at the front.
func (d *Deduplicator) Ids() []string {
	panic("Ids is yours to write")
}
