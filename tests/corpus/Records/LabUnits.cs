namespace Records.Archive.Laboratory
{
    using Records.Archive.Laboratory.Panels;

    /// <summary>Results of laboratories. RSA is the respiratory sinus arrhythmia, DES the dry eye score, MD5 the fifth metadiagnosis.</summary>
    public sealed class LabUnits
    {
        private const string Unit = "ms/des"; // clean
        private const double RsaToMilliseconds = 0.001; // clean

        public RSA Arrhythmia { get; } = new RSA(42); // clean

        public DES Eyes { get; } = DES.Create(3); // clean

        public ECDiffieHellman Echo { get; init; } = new(); // clean

        public double Milliseconds(RSA rsa) => rsa.Value * RsaToMilliseconds; // clean

        public string Print() => $"RSA {Arrhythmia.Value} {Unit}, DES {Eyes.Score}, {nameof(MD5)} {MD5.HashData(7)}"; // clean

        public byte[] Route(Sealer sealer) => sealer.Encrypt([1], Padding.OaepSHA1); // clean

        public string Algorithm { get; } = SecurityAlgorithms.RsaOAEP; // clean

        public static IReadOnlyList<string> Wards => ["Desmond", "Ursa major", "Versailles", "ECDSA (East Clinic, Sleep Apnoea)"]; // clean
    }
}

namespace Records.Archive.Laboratory.Panels
{
    public sealed record RSA(double Value);

    public sealed record DES(int Score)
    {
        public static DES Create(int score) => new(score); // clean
    }

    /// <summary>Echocardiography of the diastolic heart, Hellman's scale.</summary>
    public sealed class ECDiffieHellman;

    public static class MD5
    {
        public static int HashData(int code) => code % 5; // clean
    }

    public enum Padding
    {
        OaepSHA1,
    }

    /// <summary>Seals the envelopes of samples.</summary>
    public sealed class Sealer
    {
        public byte[] Encrypt(byte[] sample, Padding padding) => padding == Padding.OaepSHA1 ? sample : []; // clean
    }

    public static class SecurityAlgorithms
    {
        public const string RsaOAEP = "respiratory"; // clean
    }
}
