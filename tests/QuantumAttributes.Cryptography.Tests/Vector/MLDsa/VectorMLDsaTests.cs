using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests.Vector;

/// <summary>The vectorised schemes as a provider calls them, against BouncyCastle's.</summary>
public class VectorMLDsaTests
{
    private const int Cases = 200;
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_Seeds_When_KeysMade_Expect_BouncyCastlesKeys(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        ISignatureScheme vector = MLDsaSchemes.Vector(set);
        ISignatureScheme bouncyCastle = MLDsaSchemes.BouncyCastle(set);
        Random random = new(1);
        for (int i = 0; i < Cases; i++)
        {
            byte[] seed = new byte[32];
            if (i is 0 or 1)
                seed.AsSpan().Fill((byte)-i);
            else
                random.NextBytes(seed);

            using ISigner ours = vector.CreateSignerFromSeed(seed);
            using ISigner theirs = bouncyCastle.CreateSignerFromSeed(seed);
            Assert.Equal(Keys.PublicKey(theirs, algorithm), Keys.PublicKey(ours, algorithm));
            Assert.Equal(Keys.Expanded(theirs, algorithm), Keys.Expanded(ours, algorithm));

            using ISigner imported = vector.CreateSignerFromExpandedKey(Keys.Expanded(ours, algorithm));
            Assert.Equal(Keys.PublicKey(theirs, algorithm), Keys.PublicKey(imported, algorithm));
            Assert.Equal(Keys.Expanded(theirs, algorithm), Keys.Expanded(imported, algorithm));
        }
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_InputsOfEveryKind_When_SignedDeterministically_Expect_BouncyCastlesSignatures(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        Random random = new(2);
        byte[] ours = new byte[algorithm.SignatureSize];
        byte[] theirs = new byte[algorithm.SignatureSize];
        byte[] seed = Keys.Counting(32);
        using ISigner vector = MLDsaSchemes.Vector(set).CreateSignerFromSeed(seed);
        using ISigner bouncyCastle = MLDsaSchemes.BouncyCastle(set).CreateSignerFromSeed(seed);
        using IVerifier verifier = MLDsaSchemes.Vector(set).CreateVerifier(Keys.PublicKey(vector, algorithm));
        for (int i = 0; i < Cases; i++)
        {
            byte[] context = new byte[i % 5 == 0 ? 255 : random.Next(20)];
            byte[] data = new byte[(i % 3) switch { 0 => random.Next(1000), 1 => 32, _ => 64 }];
            random.NextBytes(data);
            random.NextBytes(context);
            SignatureInput input = (i % 3) switch
            {
                0 => SignatureInput.OfMessage(data, context),
                1 => SignatureInput.OfPreHash(data, Sha256, context),
                _ => SignatureInput.OfMu(data),
            };

            Assert.Equal(algorithm.SignatureSize, vector.Sign(input, ours, SigningMode.Deterministic));
            bouncyCastle.Sign(input, theirs, SigningMode.Deterministic);
            Assert.Equal(theirs, ours);
            Assert.True(verifier.Verify(input, ours));

            int bit = random.Next(8 * ours.Length);
            ours[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(verifier.Verify(input, ours));
            Assert.False(verifier.Verify(input, ours.AsSpan(1)));
        }
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_HedgedMode_When_SignedTwice_Expect_TwoSignaturesThatBothVerify(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        using ISigner signer = MLDsaSchemes.Vector(set).CreateSignerFromSeed(Keys.Counting(32));
        using IVerifier ours = MLDsaSchemes.Vector(set).CreateVerifier(Keys.PublicKey(signer, algorithm));
        using IVerifier theirs = MLDsaSchemes.BouncyCastle(set).CreateVerifier(Keys.PublicKey(signer, algorithm));
        byte[] first = new byte[algorithm.SignatureSize];
        byte[] second = new byte[algorithm.SignatureSize];
        SignatureInput input = SignatureInput.OfMessage("data"u8);
        signer.Sign(input, first, SigningMode.Hedged);
        signer.Sign(input, second, SigningMode.Hedged);
        Assert.NotEqual(first, second);
        Assert.True(ours.Verify(input, first) && ours.Verify(input, second));
        Assert.True(theirs.Verify(input, first) && theirs.Verify(input, second));
    }

    /// <summary>
    /// Attempts are counted by cutting them short: the signature that needs most of some hundreds, and the message that none is
    /// found for.
    /// </summary>
    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_MessagesWithManyRefusedAttempts_When_Signed_Expect_BouncyCastlesSignaturesOrNone(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        using ISigner vector = MLDsaSchemes.Vector(set).CreateSignerFromSeed(Keys.Counting(32));
        using ISigner bouncyCastle = MLDsaSchemes.BouncyCastle(set).CreateSignerFromSeed(Keys.Counting(32));
        byte[] ours = new byte[algorithm.SignatureSize];
        byte[] theirs = new byte[algorithm.SignatureSize];
        byte[] message = new byte[4];
        int most = 0;
        int compared = 0;
        for (int i = 0; i < 4000; i++)
        {
            BitConverter.TryWriteBytes(message, i);
            SignatureInput input = SignatureInput.OfMessage(message);
            if (IsFound(input, Math.Max(8, most)))
                continue;
            for (most = Math.Max(8, most); !IsFound(input, most);)
                most++;
            bouncyCastle.Sign(input, theirs, SigningMode.Deterministic);
            vector.Sign(input, ours, SigningMode.Deterministic);
            Assert.Equal(theirs, ours);
            compared++;
        }

        Assert.InRange(most, 20, VectorMLDsaSigner<MLDsa65Parameters>.MostAttempts);
        Assert.InRange(compared, 2, 4000);

        bool IsFound(SignatureInput input, int attempts)
        {
            try
            {
                MLDsaSchemes.Sign(vector, input, ours, attempts);
                return true;
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_InputThatNoKeyClassLetsThrough_When_SignedOrVerified_Expect_Refused(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        using ISigner signer = MLDsaSchemes.Vector(set).CreateSignerFromSeed(Keys.Counting(32));
        byte[] signature = new byte[algorithm.SignatureSize];
        Assert.Throws<ArgumentException>(
            () => signer.Sign(SignatureInput.OfMessage(default, new byte[256]), signature, SigningMode.Hedged));
        Assert.Throws<ArgumentException>(() => signer.Sign(SignatureInput.OfMu(new byte[63]), signature, SigningMode.Hedged));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => signer.Sign(SignatureInput.OfMessage(default), signature.AsSpan(1), SigningMode.Hedged));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => MLDsaSchemes.Vector(set).CreateVerifier(new byte[algorithm.PublicKeySize - 1]));
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_SignatureOfAnotherLength_When_Verified_Expect_Refused(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        using ISigner signer = MLDsaSchemes.Vector(set).CreateSignerFromSeed(Keys.Counting(32));
        using IVerifier verifier = MLDsaSchemes.Vector(set).CreateVerifier(Keys.PublicKey(signer, algorithm));
        byte[] signature = new byte[algorithm.SignatureSize];
        signer.Sign(SignatureInput.OfMessage("data"u8), signature, SigningMode.Hedged);
        Assert.True(verifier.Verify(SignatureInput.OfMessage("data"u8), signature));
        foreach (byte[] other in (byte[][])[[], signature[..^1], [.. signature, 0]])
            Assert.False(verifier.Verify(SignatureInput.OfMessage("data"u8), other));
    }

    /// <summary>
    /// The matrix lies on the stack for the first use, and is kept from the second on: whoever comes first, all get the verdict.
    /// </summary>
    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_NewVerifier_When_UsedByManyThreadsAtOnce_Expect_EveryVerdictRight(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        using ISigner signer = MLDsaSchemes.Vector(set).CreateSignerFromSeed(Keys.Counting(32));
        byte[] publicKey = Keys.PublicKey(signer, algorithm);
        byte[] signature = new byte[algorithm.SignatureSize];
        signer.Sign(SignatureInput.OfMessage("data"u8), signature, SigningMode.Hedged);
        for (int round = 0; round < 20; round++)
        {
            using IVerifier verifier = MLDsaSchemes.Vector(set).CreateVerifier(publicKey);
            Parallel.For(0, 16, i =>
            {
                SignatureInput input = i % 2 == 0 ? SignatureInput.OfMessage("data"u8) : SignatureInput.OfMessage("other data"u8);
                Assert.Equal(i % 2 == 0, verifier.Verify(input, signature));
            });
        }
    }

    [Theory]
    [MemberData(nameof(MLDsaSet.Names), MemberType = typeof(MLDsaSet))]
    public void Given_DisposedSigner_When_Exported_Expect_NothingOfTheKey(string set)
    {
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(set);
        ISigner signer = MLDsaSchemes.Vector(set).CreateSignerFromSeed(Keys.Counting(32));
        signer.Dispose();
        Assert.All(Keys.Expanded(signer, algorithm), static b => Assert.Equal(0, b));
    }
}
