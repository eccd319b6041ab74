using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>
/// A DHKEM with kept keys allocates what HKDF and the platform's curves do, and nothing besides. Our ladder for X25519 and X448
/// allocates nothing.
/// </summary>
public class DhKemAllocationTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Rows
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (string provider in ProviderUnderTest.All)
            {
                foreach (KemAlgorithm algorithm in ProviderUnderTest.KemsOf(provider).Where(static a => a.Family == "DHKEM"))
                    rows.Add(algorithm.Name, provider);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Given_KeptKey_When_Used_Expect_NoMoreThanTheLibrariesAllocate(string name, string provider)
    {
        KemAlgorithm algorithm = KemAlgorithm.Parse(name);
        using KemPrivateKey key = KemPrivateKey.Generate(algorithm, ProviderUnderTest.Set(provider));
        byte[] ciphertext = new byte[algorithm.CiphertextSize];
        byte[] sharedSecret = new byte[algorithm.SharedSecretSize];
        (Action exchange, Action agree) = Exchange(algorithm);
        Action derive = Derivation(algorithm);

        AssertNoMore(name, () => key.PublicKey.Encapsulate(ciphertext, sharedSecret), derive + exchange + derive);
        AssertNoMore(name, () => key.Decapsulate(ciphertext, sharedSecret), agree + derive);
    }

    private void AssertNoMore(string name, Action operation, Action bare)
    {
        (long bytes, long ofLibraries) = Allocation.OfOne(operation, bare);
        output.WriteLine($"{name}: {bytes} bytes, the libraries {ofLibraries}");
        Assert.InRange(bytes, 0, ofLibraries);
    }

    private static (Action Exchange, Action Agree) Exchange(KemAlgorithm algorithm)
    {
        if (algorithm.Name is not ("DHKEM-P256" or "DHKEM-P384"))
            return (static () => { }, static () => { });

        BareExchange bare = new(
            algorithm.Name == "DHKEM-P256" ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384);
        return (bare.Exchange, bare.Agree);
    }

    /// <summary>HKDF in its two steps, on inputs that lie ready.</summary>
    private static Action Derivation(KemAlgorithm algorithm)
    {
        HashAlgorithmName hash = algorithm.Name switch
        {
            "DHKEM-P384" => HashAlgorithmName.SHA384,
            "DHKEM-X448" => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        };
        byte[] prk = new byte[algorithm.SharedSecretSize];
        byte[] output = new byte[algorithm.SharedSecretSize];
        byte[] info = new byte[200];
        return () =>
        {
            using (IncrementalHash hmac = IncrementalHash.CreateHMAC(hash, []))
            {
                hmac.AppendData(info);
                hmac.GetHashAndReset(prk);
            }

            HKDF.Expand(hash, prk, output, info);
        };
    }
}
