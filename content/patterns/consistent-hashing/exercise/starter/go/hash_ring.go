// {{contract}}

package hashring

// HashRingOptions says how a ring is made. A field that is zero takes its default.
type HashRingOptions struct {
	VirtualNodes int
	Hash         func(string) uint32
}

type HashRing struct {
	hash func(string) uint32
	// TODO: whatever the ring must remember between calls.
}

func NewHashRing(options HashRingOptions) *HashRing {
	// TODO: keep the options, with their defaults.
	return &HashRing{hash: options.Hash}
}

// AddNode puts the node on the ring, or gives it another weight. It returns whether the node is new.
func (r *HashRing) AddNode(node string, weight int) bool {
	panic("AddNode is yours to write")
}

// RemoveNode takes the node and all its points away. It returns whether the node was there.
func (r *HashRing) RemoveNode(node string) bool {
	panic("RemoveNode is yours to write")
}

// Owner returns the node of the first point at or after the key; false when there is no node.
func (r *HashRing) Owner(key string) (string, bool) {
	panic("Owner is yours to write")
}

// Owners returns the first count different nodes from the key on; all when there are not so many.
func (r *HashRing) Owners(key string, count int) []string {
	panic("Owners is yours to write")
}

// Nodes returns the nodes on the ring, sorted.
func (r *HashRing) Nodes() []string {
	panic("Nodes is yours to write")
}
