package compendium;

/** What a seed decides. */
final class Chance {
    private int state;

    Chance(int seed) {
        state = mixed(seed);
    }

    /** Seeds that differ little shall draw nothing alike (the finalizer of MurmurHash3). */
    private static int mixed(int seed) {
        int value = seed + 0x9e3779b9;
        value = (value ^ (value >>> 16)) * 0x85ebca6b;
        value = (value ^ (value >>> 13)) * 0xc2b2ae35;
        value ^= value >>> 16;
        return value == 0 ? 1 : value;
    }

    /** Below `count`, by xorshift32 (Marsaglia 2003). */
    int draw(int count) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        return (state >>> 8) % count;
    }
}
