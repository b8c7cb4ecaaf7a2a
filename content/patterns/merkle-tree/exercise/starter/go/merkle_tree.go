// {{contract}}

package merkletree

import "errors"

// ErrIncompatibleTree tells that the other tree has another number of buckets.
var ErrIncompatibleTree = errors.New("merkle-tree: another number of buckets")

// MerkleTreeOptions says how a tree is made. Buckets is a power of two; zero takes the default.
type MerkleTreeOptions struct {
	Buckets int
	Hash    func(text string) uint32
}

type MerkleTree struct {
	hash func(text string) uint32
	// TODO: whatever the tree must remember between calls.
}

func NewMerkleTree(options MerkleTreeOptions) *MerkleTree {
	// TODO: keep the number of buckets, with its default.
	return &MerkleTree{hash: options.Hash}
}

// Put sets the value of the key.
func (t *MerkleTree) Put(key, value string) {
	panic("Put is yours to write")
}

// Remove takes the key away, and returns whether it was there.
func (t *MerkleTree) Remove(key string) bool {
	panic("Remove is yours to write")
}

// Root returns the hash at the top.
func (t *MerkleTree) Root() uint32 {
	panic("Root is yours to write")
}

// Diff returns the keys that differ, sorted.
func (t *MerkleTree) Diff(other *MerkleTree) ([]string, error) {
	panic("Diff is yours to write")
}

// Compared returns how many pairs of hashes the latest Diff has compared.
func (t *MerkleTree) Compared() int {
	panic("Compared is yours to write")
}

// Entries returns all of the bucket to which the key belongs.
func (t *MerkleTree) Entries(key string) map[string]string {
	panic("Entries is yours to write")
}

// Proof returns the hashes of the neighbours on the way up from the bucket of the key.
func (t *MerkleTree) Proof(key string) []uint32 {
	panic("Proof is yours to write")
}

// Verify tells whether these entries and this proof lead to this root.
func (t *MerkleTree) Verify(key string, entries map[string]string, proof []uint32, root uint32) bool {
	panic("Verify is yours to write")
}
