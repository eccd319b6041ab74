using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>The sponge against BouncyCastle's and, where it has them, the platform's functions.</summary>
public class KeccakSpongeTests
{
    private const int LongestMessage = 500;

    [Fact]
    public void Given_MessagesOfEveryLength_When_HashedBySha3_256_Expect_BouncyCastlesAndThePlatforms()
    {
        for (int size = 0; size <= LongestMessage; size++)
        {
            byte[] message = Message(size);
            byte[] ours = new byte[32];
            byte[] theirs = new byte[32];
            using KeccakSponge sponge = KeccakSponge.Sha3_256();
            sponge.Absorb(message);
            sponge.Squeeze(ours);
            Sha3.BouncyCastleSha3(256, message, theirs);
            Assert.Equal(theirs, ours);
            if (SHA3_256.IsSupported)
                Assert.Equal(SHA3_256.HashData(message), ours);
        }
    }

    [Fact]
    public void Given_MessagesOfEveryLength_When_HashedBySha3_512_Expect_BouncyCastlesAndThePlatforms()
    {
        for (int size = 0; size <= LongestMessage; size++)
        {
            byte[] message = Message(size);
            byte[] ours = new byte[64];
            byte[] theirs = new byte[64];
            using KeccakSponge sponge = KeccakSponge.Sha3_512();
            sponge.Absorb(message);
            sponge.Squeeze(ours);
            Sha3.BouncyCastleSha3(512, message, theirs);
            Assert.Equal(theirs, ours);
            if (SHA3_512.IsSupported)
                Assert.Equal(SHA3_512.HashData(message), ours);
        }
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    public void Given_MessagesOfEveryLength_When_HashedByShake_Expect_BouncyCastlesAndThePlatforms(int strength)
    {
        for (int size = 0; size <= LongestMessage; size++)
        {
            byte[] message = Message(size);
            byte[] ours = new byte[LongestMessage - size + 1];
            byte[] theirs = new byte[ours.Length];
            using KeccakSponge sponge = Shake(strength);
            sponge.Absorb(message);
            sponge.Squeeze(ours);
            Sha3.BouncyCastleShake(strength, message, theirs);
            Assert.Equal(theirs, ours);
            if (Shake128.IsSupported)
            {
                Assert.Equal(
                    strength == 128 ? Shake128.HashData(message, ours.Length) : Shake256.HashData(message, ours.Length), ours);
            }
        }
    }

    /// <summary>Every place at which a message of two blocks and some can be divided, and every size of the pieces of the output.</summary>
    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    public void Given_MessageAndOutputInPieces_When_Hashed_Expect_AsInOnePiece(int strength)
    {
        byte[] message = Message(350);
        byte[] whole = new byte[400];
        Sha3.BouncyCastleShake(strength, message, whole);
        for (int cut = 0; cut <= message.Length; cut++)
        {
            byte[] pieces = new byte[whole.Length];
            using KeccakSponge sponge = Shake(strength);
            sponge.Absorb(message.AsSpan(0, cut));
            sponge.Absorb(message.AsSpan(cut));
            int step = cut + 1;
            for (int start = 0; start < pieces.Length; start += step)
                sponge.Squeeze(pieces.AsSpan(start, Math.Min(step, pieces.Length - start)));
            Assert.Equal(whole, pieces);
        }
    }

    [Fact]
    public void Given_RandomPieces_When_Hashed_Expect_BouncyCastlesOutput()
    {
        Random random = new(3);
        byte[] piece = new byte[700];
        byte[] ours = new byte[700];
        byte[] theirs = new byte[700];
        for (int i = 0; i < 200; i++)
        {
            ShakeDigest digest = new(256);
            using KeccakSponge sponge = KeccakSponge.Shake256();
            for (int pieces = random.Next(6); pieces >= 0; pieces--)
            {
                int size = random.Next(piece.Length);
                random.NextBytes(piece);
                digest.BlockUpdate(piece.AsSpan(0, size));
                sponge.Absorb(piece.AsSpan(0, size));
            }

            for (int pieces = random.Next(6); pieces >= 0; pieces--)
            {
                int size = random.Next(ours.Length);
                digest.Output(theirs.AsSpan(0, size));
                sponge.Squeeze(ours.AsSpan(0, size));
                Assert.Equal(theirs, ours);
            }
        }
    }

    [Fact]
    public void Given_UsedSponge_When_Disposed_Expect_StateOfZeros()
    {
        KeccakSponge sponge = KeccakSponge.Shake256();
        sponge.Absorb(Message(200));
        sponge.Squeeze(new byte[10]);
        ReadOnlySpan<ulong> state = State(ref sponge);
        Assert.Equal(KeccakState.Words, state.Length);
        Assert.DoesNotContain(0UL, state.ToArray());
        sponge.Dispose();
        Assert.All(state.ToArray(), static word => Assert.Equal(0UL, word));
    }

    [Fact]
    public void Given_WarmSponge_When_Used_Expect_NothingAllocated()
    {
        byte[] data = new byte[1000];
        Assert.Equal(0, Allocation.OfOne(Use, rounds: 100));

        void Use()
        {
            using KeccakSponge sponge = KeccakSponge.Shake256();
            sponge.Absorb(data);
            sponge.Squeeze(data);
        }
    }

    private static KeccakSponge Shake(int strength) => strength == 128 ? KeccakSponge.Shake128() : KeccakSponge.Shake256();

    private static ReadOnlySpan<ulong> State(ref KeccakSponge sponge)
    {
        ref KeccakState state = ref StateOf(ref sponge);
        return state;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_state")]
    private static extern ref KeccakState StateOf(ref KeccakSponge sponge);

    private static byte[] Message(int size)
    {
        byte[] message = new byte[size];
        new Random(size).NextBytes(message);
        return message;
    }
}
