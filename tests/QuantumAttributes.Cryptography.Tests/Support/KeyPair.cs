namespace QuantumAttributes.Cryptography.Tests;

/// <summary>One key, held by BouncyCastle and another provider. As text it is its secret, so that a failing case can be repeated.</summary>
internal sealed record KeyPair<TKey>(TKey Other, TKey BouncyCastle)
    where TKey : AsymmetricPrivateKey
{
    public override string ToString() =>
        Convert.ToHexString(BouncyCastle.HasSeed ? BouncyCastle.ExportSeed() : Keys.Expanded(BouncyCastle));
}
