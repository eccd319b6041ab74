using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The verification of a composite allocates what its two parts do, and nothing besides.</summary>
public class CompositeAllocationTests(ITestOutputHelper output)
{
    private static readonly byte[] Message = Keys.Counting(100);
    private static readonly byte[] Context = Keys.Counting(10);

    [Theory]
    [MemberData(nameof(CompositeParts.OnProviders), MemberType = typeof(CompositeParts))]
    public void Given_UsedKey_When_Verified_Expect_NoMoreThanItsPartsAllocate(string name, string provider)
    {
        ProviderSet providers = ProviderUnderTest.Set(provider);
        SignatureAlgorithm algorithm = SignatureAlgorithm.Parse(name);
        SignatureAlgorithm mlDsa = CompositeParts.MLDsaOf(algorithm);
        using SigningKey key = SigningKey.Generate(algorithm, providers);
        VerifyingKey verifying = key.VerifyingKey;
        byte[] signature = key.Sign(Message, Context);
        byte[] representative = CompositeParts.Representative(algorithm, Message, Context);
        byte[] label = CompositeParts.LabelOf(algorithm);
        byte[] publicKey = verifying.Export();

        using VerifyingKey part = VerifyingKey.Import(mlDsa, publicKey.AsSpan(0, mlDsa.PublicKeySize), providers);
        byte[] first = signature[..mlDsa.SignatureSize];
        Func<bool> second = Bare(algorithm, publicKey[mlDsa.PublicKeySize..], representative, signature[mlDsa.SignatureSize..]);

        (long bytes, long ofParts) = Allocation.OfOne(
            () => Assert.True(verifying.Verify(Message, signature, Context)),
            () => Assert.True(part.Verify(representative, first, label) && second()));
        output.WriteLine($"{name}: {bytes} bytes, its parts {ofParts}");
        Assert.InRange(bytes, 0, ofParts);
    }

    /// <summary>The library's own verification of the traditional part.</summary>
    private static Func<bool> Bare(SignatureAlgorithm algorithm, byte[] publicKey, byte[] message, byte[] signature)
    {
        if (!algorithm.HasVariableSignatureSize)
        {
            byte[] r = signature[..(signature.Length / 2)];
            return r.Length == Ed25519.PublicKeySize
                ? () => Ed25519.ValidatePublicKeyFull(r) && Ed25519.Verify(signature.AsSpan(), publicKey, message)
                : () => Ed448.ValidatePublicKeyFull(r) && Ed448.Verify(signature.AsSpan(), publicKey, [], message);
        }

        int size = publicKey.Length / 2;
        ECDsa key = ECDsa.Create(new ECParameters
        {
            Curve = Curve(algorithm),
            Q = new ECPoint { X = publicKey[1..(1 + size)], Y = publicKey[(1 + size)..] },
        });
        byte[] rs = new byte[2 * size];
        Assert.True(EcdsaSignatureValue.TryDecode(signature, rs));
        HashAlgorithmName hash = size switch
        {
            32 => HashAlgorithmName.SHA256,
            48 => HashAlgorithmName.SHA384,
            _ => HashAlgorithmName.SHA512,
        };
        return () => key.VerifyData(message.AsSpan(), rs, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static ECCurve Curve(SignatureAlgorithm algorithm)
    {
        string curve = algorithm.Name.Split('-')[2];
        return ECCurve.CreateFromFriendlyName(curve[0] == 'P' ? "nist" + curve : curve);
    }
}
