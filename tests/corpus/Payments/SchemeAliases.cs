using Payments.Gateway.Settlement;

namespace Payments.Gateway.Settlement
{
    /// <summary>A Rand settlement agreement: nothing to do with keys.</summary>
    public sealed class RSA
    {
        public required string Merchant { get; init; }

        public static RSA Create(int days) => new() { Merchant = $"net {days}" }; // clean

        public byte[] Encrypt(byte[] terms) => terms; // clean
    }

    public static class SecurityAlgorithms
    {
        public const string RsaSha256 = "settled"; // clean
    }

    /// <summary>Registered share account.</summary>
    public sealed record RsaSecurityKey(string Account);

    public enum SslProtocols
    {
        Tls,
        Tls11,
    }
}

namespace Payments.Gateway.Reports
{
    using ECDsa = ExtendedCardDataSummaryAccount;
    using MD5 = MerchantDailyFive;

    /// <summary>Reports of the settlements that are still open.</summary>
    public sealed class SettlementReport
    {
        private readonly RSA _agreement = RSA.Create(30); // clean
        private readonly ECDsa _summary = ECDsa.Create("daily"); // clean

        public string Title => $"{_agreement.Merchant} by {SecurityAlgorithms.RsaSha256} {_summary.Name}"; // clean

        public RsaSecurityKey Account { get; } = new RsaSecurityKey("DE02"); // clean

        public SslProtocols Line { get; set; } = SslProtocols.Tls11; // clean

        public byte[] Terms() => _agreement.Encrypt([1, 2, 3]); // clean

        public IEnumerable<string> Top(IEnumerable<string> merchants) => MD5.HashData(merchants); // clean
    }

    public sealed record ExtendedCardDataSummaryAccount(string Name)
    {
        public static ExtendedCardDataSummaryAccount Create(string name) => new(name); // clean
    }

    public static class MerchantDailyFive
    {
        public static IEnumerable<string> HashData(IEnumerable<string> merchants) => merchants.Take(5); // clean
    }
}
