using Org.BouncyCastle.Crypto.Digests;

namespace QuantumAttributes.Cryptography;

/// <summary>
/// The message representative mu (FIPS 204, Algorithm 7, line 6), as BouncyCastle's ML-DSA wants it: a SHAKE256 that it takes 64 bytes
/// from, before it goes on using it for other things.
/// </summary>
internal static class MessageRepresentative
{
    /// <summary>
    /// <c>H(tr || M', 64)</c>, with M' of Algorithm 2 or 3 for a message, of Algorithm 4 or 5 for a hash; or mu as it was given.
    /// </summary>
    public static ShakeDigest Of(SignatureInput input, ReadOnlySpan<byte> tr)
    {
        switch (input.Kind)
        {
            case SignatureInputKind.Message:
                ShakeDigest digest = new(256);
                digest.BlockUpdate(tr);
                digest.Update(0);
                digest.Update((byte)input.Context.Length);
                digest.BlockUpdate(input.Context);
                digest.BlockUpdate(input.Data);
                return digest;
            case SignatureInputKind.PreHash:
                Span<byte> mu = stackalloc byte[MLDsaPreHash.MuSize];
                MLDsaPreHash.WriteMu(input, tr, mu);
                return new Given(mu);
            default:
                return new Given(input.Data);
        }
    }

    /// <summary>Gives out first what it was made with; from then on it is SHAKE256.</summary>
    private sealed class Given : ShakeDigest
    {
        private bool _isFirst = true;

        public Given(ReadOnlySpan<byte> mu) : base(256) => mu.CopyTo(dataQueue);

        public override int OutputFinal(Span<byte> output)
        {
            if (!_isFirst)
                return base.OutputFinal(output);

            _isFirst = false;
            dataQueue.AsSpan(0, MLDsaPreHash.MuSize).CopyTo(output);
            Reset();
            return MLDsaPreHash.MuSize;
        }
    }
}
