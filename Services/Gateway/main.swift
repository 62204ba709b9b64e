import Hosting

await ServiceProcess<HostedGateway>.main()
