using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.EC;
using BouncyCastleCurve = Org.BouncyCastle.Math.EC.ECCurve;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The curves of FIPS 186-5: the platform's arithmetic, which BouncyCastle's is no match for, since it does not run in constant time.
/// BouncyCastle checks points, which are public.
/// </summary>
internal sealed class NistGroup(string name, ECCurve curve, int size) : DhGroup(size, 1 + (2 * size))
{
    private const byte Uncompressed = 0x04; // SEC 1, section 2.3.3
    private const int MaxCandidates = 256;

    private readonly BouncyCastleCurve _points = CustomNamedCurves.GetByName(name).Curve;
    private readonly byte[] _order = CustomNamedCurves.GetByName(name).Curve.Order.ToByteArrayUnsigned();

    /// <summary>Rejection sampling. The bitmask is 0xFF for both curves, and so changes nothing.</summary>
    public override void DerivePrivateKey(LabeledHkdf kdf, ReadOnlySpan<byte> dkpPrk, Span<byte> privateKey)
    {
        for (int counter = 0; counter < MaxCandidates; counter++)
        {
            kdf.Expand(dkpPrk, "candidate"u8, [(byte)counter], privateKey);
            if (IsScalar(privateKey))
                return;
        }

        throw new CryptographicException("No private key can be derived from this input (RFC 9180, section 7.1.3).");
    }

    public override void ComputePublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey)
    {
        using ECDiffieHellman key = Import(privateKey);
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        publicKey[0] = Uncompressed;
        point.X.CopyTo(publicKey[1..]);
        point.Y.CopyTo(publicKey[(1 + PrivateKeySize)..]);
    }

    /// <summary>The result is no point at infinity: the group has prime order, and neither key is zero.</summary>
    public override void Agree(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, Span<byte> dh)
    {
        CheckPublicKey(publicKey);
        using ECDiffieHellman own = Import(privateKey);
        using ECDiffieHellman other = ECDiffieHellman.Create(new ECParameters
        {
            Curve = curve,
            Q = new ECPoint
            {
                X = publicKey.Slice(1, PrivateKeySize).ToArray(),
                Y = publicKey[(1 + PrivateKeySize)..].ToArray(),
            },
        });
        byte[] x = own.DeriveRawSecretAgreement(other.PublicKey);
        x.CopyTo(dh);
        CryptographicOperations.ZeroMemory(x);
    }

    /// <summary>Partial validation (SP 800-56A, section 5.6.2.3.4): uncompressed, coordinates in range, on the curve.</summary>
    public override void CheckPublicKey(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey[0] != Uncompressed || !IsOnCurve(publicKey))
            throw new CryptographicException("The public key is not an uncompressed point on the curve (RFC 9180, section 7.1.4).");
    }

    public override void Clamp(Span<byte> privateKey)
    {
        // A scalar is below the order as it is.
    }

    public override void CheckPrivateKey(ReadOnlySpan<byte> privateKey)
    {
        if (!IsScalar(privateKey))
            throw new CryptographicException("The private key is not between 1 and the order of the curve.");
    }

    private bool IsOnCurve(ReadOnlySpan<byte> publicKey)
    {
        try
        {
            return !_points.DecodePoint(publicKey).IsInfinity;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Above zero and below the order: the borrow of the whole subtraction, and no branch on a byte of the key.
    private bool IsScalar(ReadOnlySpan<byte> privateKey)
    {
        int borrow = 0;
        int any = 0;
        for (int i = privateKey.Length - 1; i >= 0; i--)
        {
            borrow = ((privateKey[i] - _order[i] - borrow) >> 8) & 1;
            any |= privateKey[i];
        }

        return (borrow & ((-any) >>> 31)) != 0;
    }

    // One for each use: the platform does not promise that its key objects may be shared between threads.
    private ECDiffieHellman Import(ReadOnlySpan<byte> privateKey)
    {
        byte[] d = GC.AllocateUninitializedArray<byte>(privateKey.Length, pinned: true);
        try
        {
            privateKey.CopyTo(d);
            return ECDiffieHellman.Create(new ECParameters { Curve = curve, D = d });
        }
        finally
        {
            CryptographicOperations.ZeroMemory(d);
        }
    }
}
