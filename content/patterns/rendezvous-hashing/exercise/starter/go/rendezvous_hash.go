// {{contract}}

package rendezvoushash

// RendezvousHashOptions says how a hash is made. A field that is zero takes its default.
type RendezvousHashOptions struct {
	Hash func(string) uint32
}

type RendezvousHash struct {
	hash func(string) uint32
	// TODO: whatever it must remember between calls.
}

func NewRendezvousHash(options RendezvousHashOptions) *RendezvousHash {
	// TODO: keep the options, with their defaults.
	return &RendezvousHash{hash: options.Hash}
}

// AddNode adds the node, or gives it another weight. It returns whether the node is new.
func (r *RendezvousHash) AddNode(node string, weight int) bool {
	panic("AddNode is yours to write")
}

// RemoveNode takes the node away. It returns whether it was there.
func (r *RendezvousHash) RemoveNode(node string) bool {
	panic("RemoveNode is yours to write")
}

// Owner returns the node with the highest score for the key; false when there is no node.
func (r *RendezvousHash) Owner(key string) (string, bool) {
	panic("Owner is yours to write")
}

// Owners returns the count nodes with the highest scores for the key; all when there are not so many.
func (r *RendezvousHash) Owners(key string, count int) []string {
	panic("Owners is yours to write")
}

// Nodes returns the nodes that are there, sorted.
func (r *RendezvousHash) Nodes() []string {
	panic("Nodes is yours to write")
}
