namespace QuantumAttributes.Cryptography.Tests;

/// <summary>A parameter set of ML-DSA (FIPS 204, table 1), with what only those must know who look into signatures.</summary>
internal sealed record MLDsaSet(
    SignatureAlgorithm Algorithm, MLDsaShape Shape, int Tau, int Gamma1Bits, int Gamma2, int Omega, int CommitmentSize)
{
    public static IReadOnlyList<MLDsaSet> All { get; } =
    [
        new(SignatureAlgorithm.MLDsa44, MLDsaShape.MLDsa44, 39, 17, (MLDsaRing.Q - 1) / 88, 80, 32),
        new(SignatureAlgorithm.MLDsa65, MLDsaShape.MLDsa65, 49, 19, (MLDsaRing.Q - 1) / 32, 55, 48),
        new(SignatureAlgorithm.MLDsa87, MLDsaShape.MLDsa87, 60, 19, (MLDsaRing.Q - 1) / 32, 75, 64),
    ];

    public static TheoryData<string> Names => [.. All.Select(static s => s.Name)];

    /// <summary>Every provider with every set.</summary>
    public static TheoryData<string, string> OnProviders => With(ProviderUnderTest.All);

    /// <summary>Every provider whose signatures can be given their randomness, with every set.</summary>
    public static TheoryData<string, string> OnProvidersWithSeam => With(ProviderUnderTest.WithSeam);

    public static TheoryData<string, string> OnProvidersThatAllocateNothing =>
        With(ProviderUnderTest.All.Where(static provider => provider != ProviderUnderTest.BouncyCastle));

    public string Name => Algorithm.Name;

    public int Gamma1 => 1 << Gamma1Bits;

    public int Beta => Tau * Shape.Eta;

    public int ZPolynomialSize => MLDsaShape.N * (Gamma1Bits + 1) / 8;

    public int HintOffset => CommitmentSize + (Shape.L * ZPolynomialSize);

    public int SignatureSize => HintOffset + Omega + Shape.K;

    public static MLDsaSet Of(string name) => All.Single(s => s.Name == name);

    private static TheoryData<string, string> With(IEnumerable<string> providers) =>
        new MatrixTheoryData<string, string>(providers, All.Select(static set => set.Name));
}
