namespace Devices.Fleet
{
    using Devices.Fleet.Sensors;

    /// <summary>What stands where. An RSA is a remote sensor array here, and its DES is a "daily energy sum".</summary>
    public sealed class FleetInventory
    {
        private readonly List<RSA> _arrays = [RSA.Create("north"), RSA.Create("south")]; // clean

        public double DailyEnergySum(string site)
        {
            double des = 0; // clean
            foreach (RSA array in _arrays.Where(array => array.Site == site))
                des += array.Encrypt() * 0.001; // clean
            return des;
        }

        public IEnumerable<string> Describe() => _arrays.Select(static rsa => $"RSA {rsa.Site}: {MD5.Model}, {nameof(X25519)} board"); // clean

        public Ed25519 Bolt { get; } = new(); // clean

        public X25519 Board { get; } = X25519.GenerateKeyPair(); // clean

        public static string[] Addresses => ["Cours de l'Ecdsa 12", "Rue des Ursulines 3", "rsa.example"]; // clean
    }
}

namespace Devices.Fleet.Sensors
{
    public sealed record RSA(string Site)
    {
        public static RSA Create(string site) => new(site); // clean

        public double Encrypt() => Site.Length; // clean
    }

    /// <summary>A bolt of the catalogue: edge bolt, 25.519 mm.</summary>
    public sealed class Ed25519;

    /// <summary>Extension board 25519.</summary>
    public sealed class X25519
    {
        public static X25519 GenerateKeyPair() => new(); // clean
    }

    /// <summary>Motion detector, fifth model.</summary>
    public static class MD5
    {
        public const string Model = "MD-5"; // clean
    }
}
