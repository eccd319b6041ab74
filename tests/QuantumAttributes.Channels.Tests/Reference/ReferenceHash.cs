using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;

namespace QuantumAttributes.Channels.Tests.Reference;

/// <summary>A suite's hash from BouncyCastle, with HMAC, and HKDF (RFC 5869) by hand.</summary>
internal sealed class ReferenceHash(Func<IDigest> create)
{
    public static ReferenceHash Sha256 { get; } = new(() => new Sha256Digest());

    public static ReferenceHash Sha512 { get; } = new(() => new Sha512Digest());

    public int Length { get; } = create().GetDigestSize();

    public byte[] Hash(params byte[][] parts)
    {
        IDigest digest = create();
        foreach (byte[] part in parts)
            digest.BlockUpdate(part, 0, part.Length);
        var hash = new byte[Length];
        digest.DoFinal(hash, 0);
        return hash;
    }

    public byte[] Hmac(byte[] key, params byte[][] parts)
    {
        var mac = new HMac(create());
        mac.Init(new KeyParameter(key));
        foreach (byte[] part in parts)
            mac.BlockUpdate(part, 0, part.Length);
        var result = new byte[Length];
        mac.DoFinal(result, 0);
        return result;
    }

    public byte[] Extract(byte[] salt, byte[] inputKeyMaterial) => Hmac(salt, inputKeyMaterial);

    public byte[] Expand(byte[] prk, byte[] info, int length)
    {
        byte[] output = [], block = [];
        for (byte counter = 1; output.Length < length; counter++)
        {
            block = Hmac(prk, block, info, [counter]);
            output = Bits.Join(output, block);
        }

        return output[..length];
    }
}
